# Makes the workbooks that are compared with what LibreOffice shows, then its answers:
#   soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' *.xlsx
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
FORMATS = [
 "0%","0.0%","0.00%","#,##0%","0 %","0","0.0","0.00","0.000","00000","#","#.##","#,##0","#,##0.0","#,##0.00",
 "#,##0;-#,##0","#,##0;(#,##0)","#,##0.00_);(#,##0.00)","#,##0_);[Red](#,##0)","#,##0 ;(#,##0)",
 '"$"#,##0','"$"#,##0.00','"$"#,##0.00_);("$"#,##0.00)','[$$-409]#,##0.00','[$€-407] #,##0.00','#,##0.00 "€"','[$£-809]#,##0.00','$#,##0.00','"USD" #,##0',
 '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)','_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
 '0.0,','0.0,,"M"','#,##0,"K"','0" students"','"Grade "0','0.00E+00','##0.0E+0','0.0"%"','[>=0.5]0%;0.00','[Red]0;[Blue]-0','+0;-0;0','0;-0;"none"','000-00-0000','(000) 000-0000',
 "yyyy-mm-dd","m/d/yyyy","mm/dd/yyyy","m/d/yy","d-mmm-yy","d mmm yyyy","d. mmmm yyyy","mmmm d, yyyy","dddd, mmmm d, yyyy","ddd","mmm-yy","mmm yyyy","yyyy","yyyy/mm","dd.mm.yyyy","d/m/yyyy",'yyyy"-W"',"[$-409]mmmm d, yyyy;@","[$-F800]dddd, mmmm dd, yyyy",
 "h:mm","hh:mm","h:mm AM/PM","h:mm:ss","h:mm:ss AM/PM","mm:ss","mm:ss.0","[h]:mm","[h]:mm:ss","[mm]:ss","m/d/yyyy h:mm","yyyy-mm-dd hh:mm:ss","m/d/yy h:mm AM/PM","yyyy-mm-dd\\Thh:mm:ss",
]
NUM=[0.83,0,1,-0.25,1234567.891,0.005,12.5,-1234.5,99.995,0.285,1.005]
DATE=[1,59,60,61,45000,45373.75,46000.520833333336,0.5,2.25,0.0006944444444]
def build(path, mac=False):
    wb=openpyxl.Workbook(); ws=wb.active; ws.title="Formats"
    if mac: wb.epoch=CALENDAR_MAC_1904
    ws.append(["code","value","shown"])
    r=2
    for f in FORMATS:
        is_date = any(c in f.replace('[Red]','').replace('students','').replace('Grade','').replace('USD','').replace('none','').replace('Blue','') for c in 'ymdhs') 
        for v in (DATE if is_date else NUM):
            if mac and not is_date: continue
            ws.cell(r,1,f).data_type='s'; ws.cell(r,2,str(v)).data_type='s'
            c=ws.cell(r,3); c.value=v; c.number_format=f; r+=1
    wb.save(path)
build("formats.xlsx"); build("formats-1904.xlsx",True)
