# Makes the sample files by other programs: python3 make_samples.py samples
import os, subprocess, sys
out=sys.argv[1]; os.makedirs(out,exist_ok=True); os.chdir(out)
def run(*a): subprocess.run(a,check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)
import docx, pptx, openpyxl
from docx.enum.style import WD_STYLE_TYPE
# python-docx
d=docx.Document()
d.add_heading('School Climate Plan',0); d.add_paragraph('Prepared by the leadership team.')
d.add_heading('Findings',1); d.add_paragraph('Most students felt safe at school & on the bus.')
d.add_heading('By grade',2)
t=d.add_table(rows=2,cols=2)
for i,row in enumerate([['Grade','Safe'],['5','91 %']]):
    for j,x in enumerate(row): t.cell(i,j).text=x
d.add_paragraph(''); d.add_heading('Next “steps”',1)
p=d.add_paragraph('We will '); p.add_run('listen').bold=True; p.add_run(' first.'); h=p.add_run(' HIDDEN'); h.font.hidden=True
s=d.styles.add_style('Part',WD_STYLE_TYPE.PARAGRAPH); s.base_style=d.styles['Heading 1']
d.add_paragraph('Appendix',style='Part'); d.add_paragraph('Raw data follows.')
d.save('python-docx.docx')
# python-pptx
p=pptx.Presentation()
for i,(a,b) in enumerate([('Opening','Why safety comes first'),('Survey','Results of the spring survey'),('Backup','Not shown to anyone'),('Close','Thank you for listening')]):
    sl=p.slides.add_slide(p.slide_layouts[1]); sl.shapes.title.text=a; sl.placeholders[1].text=b
    sl.notes_slide.notes_text_frame.text='Speaker note %d'%(i+1)
    if i==2: sl._element.set('show','0')
tb=p.slides[1].shapes.add_table(2,2,0,3000000,4000000,1000000).table
tb.cell(0,0).text='Grade';tb.cell(1,1).text='91 percent'
p.save('python-pptx.pptx')
# openpyxl
w=openpyxl.Workbook(); ws=w.active; ws.title='Results'
ws['B2']='Grade';ws['C2']='Felt safe';
for r in range(3,8): ws.cell(r,2,r); ws.cell(r,3,0.8+r/100)
ws['D9']='=SUM(C3:C7)'; ws['F12']=True
e=w.create_sheet('Empty'); n=w.create_sheet('Old – notes'); n['A1']='nothing to see'; n.sheet_state='hidden'
g=w.create_sheet('Comments “raw”'); g['A1']='They listen & act'; g['A40']='last row'
ch=w.create_chartsheet('Chart')
from openpyxl.chart import BarChart, Reference
b=BarChart(); b.add_data(Reference(ws,min_col=3,min_row=2,max_row=7),titles_from_data=True); ch.add_chart(b)
w.save('openpyxl.xlsx')
# LibreOffice
open('src.html','w').write('''<html><head><meta charset="utf-8"><title>t</title></head><body><h1>Climate survey</h1><p>Most students felt safe
at school.</p><h2>By grade</h2><p>Fifth grade: 91&nbsp;%.</p><ul><li>listen</li><li>act</li></ul><h1>Next steps</h1><p>We “listen” – then act.</p></body></html>''')
def lo(f,to,name,flt=None):
    run('soffice','--headless','--convert-to',to+(':'+flt if flt else ''),'--outdir','lo',f)
    os.replace('lo/'+os.path.splitext(os.path.basename(f))[0]+'.'+to,name)
run('pandoc','src.html','-o','pandoc.docx'); lo('pandoc.docx','odt','libreoffice.odt'); lo('libreoffice.odt','docx','libreoffice.docx'); lo('libreoffice.odt','pdf','libreoffice.pdf'); lo('libreoffice.odt','html','libreoffice.html')
lo('python-pptx.pptx','odp','libreoffice.odp'); lo('libreoffice.odp','pptx','libreoffice.pptx'); lo('python-pptx.pptx','pdf','slides.pdf')
lo('openpyxl.xlsx','ods','libreoffice.ods'); lo('libreoffice.ods','xlsx','libreoffice.xlsx'); lo('openpyxl.xlsx','csv','libreoffice.csv')
lo('libreoffice.odt','doc','libreoffice.doc'); lo('libreoffice.odt','rtf','libreoffice.rtf'); lo('libreoffice.odt','txt','libreoffice.txt')
run('pandoc','src.html','-o','pandoc.md'); run('pandoc','src.html','-o','pandoc.odt'); run('pandoc','src.html','-o','pandoc.pptx')
# reportlab
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import letter
def rl(name,n,**k):
    c=canvas.Canvas(name,pagesize=letter,invariant=1,**k)
    for i in range(n):
        c.setFont('Helvetica',12); c.drawString(72,700,'Page %d of the plan'%(i+1)); c.drawString(72,680,'We felt safe at school, item %d.'%(i*7)); c.showPage()
    c.save()
rl('reportlab.pdf',12)
run('qpdf','--linearize','reportlab.pdf','qpdf-linearized.pdf')
run('qpdf','--object-streams=generate','reportlab.pdf','qpdf-object-streams.pdf')
run('qpdf','--qdf','--object-streams=disable','reportlab.pdf','qpdf-qdf.pdf')
run('qpdf','--encrypt','secret','owner','256','--','reportlab.pdf','qpdf-user-password.pdf')
run('qpdf','--encrypt','','owner','256','--print=none','--','reportlab.pdf','qpdf-owner-password.pdf')
run('qpdf','--encrypt','','owner','128','--use-aes=y','--','reportlab.pdf','qpdf-owner-password-aes128.pdf')
run('qpdf','--allow-weak-crypto','--encrypt','secret','owner','40','--','reportlab.pdf','qpdf-user-password-rc4.pdf')
run('gs','-q','-dNOPAUSE','-dBATCH','-sDEVICE=pdfwrite','-sOutputFile=ghostscript.pdf','reportlab.pdf')
# ffmpeg
F=['ffmpeg','-y','-v','error','-bitexact']
v=['-f','lavfi','-i','testsrc=size=64x48:rate=5:duration=%s']; a=['-f','lavfi','-i','sine=frequency=440:duration=%s']
def ff(name,dv,da,*x):
    c=list(F)
    if dv: c+=[s.replace('%s',str(dv)) for s in v]
    if da: c+=[s.replace('%s',str(da)) for s in a]
    run(*c,*x,'-bitexact',name)
ff('video.mp4',3.4,3,'-c:v','libx264','-c:a','aac','-b:a','24k'); ff('faststart.mp4',2,2,'-movflags','faststart','-c:a','aac','-b:a','24k')
ff('fragmented.mp4',4,4,'-movflags','frag_keyframe+empty_moov','-g','5','-c:a','aac','-b:a','24k')
ff('fragmented-default-base.mp4',3,None,'-movflags','frag_keyframe+empty_moov+default_base_moof','-g','5')
ff('silent.mp4',2.6,None); ff('hevc.mp4',2,None,'-c:v','libx265','-x265-params','log-level=none'); ff('video.mov',2.2,2.2,'-c:a','aac','-b:a','24k'); ff('sound-only.mov',None,2,'-c:a','aac','-b:a','24k')
ff('sound.m4a',None,2.5,'-c:a','aac','-b:a','24k'); ff('sound-only.mp4',None,2,'-c:a','aac','-b:a','24k'); ff('video.3gp',2,None,'-c:v','h263','-s','176x144')
ff('video.webm',2.4,2.4,'-c:v','libvpx','-b:v','40k','-c:a','libopus','-b:a','16k'); ff('live.webm',3,3,'-c:v','libvpx','-b:v','40k','-c:a','libopus','-b:a','16k','-live','1'); 
ff('silent.mkv',2.8,None); ff('sound.mka',None,2,'-c:a','libopus','-b:a','16k')
c=list(F)+[s.replace('%s','3') for s in v]+[s.replace('%s','3') for s in a]
o=subprocess.run(c+['-c:v','libvpx','-b:v','40k','-c:a','libopus','-b:a','16k','-f','webm','-'],stdout=subprocess.PIPE,stderr=subprocess.DEVNULL).stdout; open('streamed.webm','wb').write(o)
o=subprocess.run(c+['-f','matroska','-'],stdout=subprocess.PIPE,stderr=subprocess.DEVNULL).stdout; open('streamed.mkv','wb').write(o)
ff('constant.mp3',None,3,'-b:a','32k'); ff('variable.mp3',None,3,'-q:a','7'); ff('no-header.mp3',None,3,'-b:a','32k','-write_xing','0')
ff('sound.wav',None,1.5,'-ar','8000'); ff('sound.ogg',None,2,'-c:a','libvorbis','-q:a','0'); ff('sound.opus',None,2,'-c:a','libopus','-b:a','16k'); ff('sound.flac',None,1.2,'-ar','8000'); ff('sound.aac',None,2,'-c:a','aac','-b:a','24k'); ff('sound.aiff',None,1,'-ar','8000')
ff('video.avi',1,None)
# imagemagick
im=['magick'] if subprocess.run(['which','magick'],capture_output=True).returncode==0 else ['convert']
for f in ['image.jpg','image.png','image.gif','image.webp','image.bmp','image.tiff']: run(*im,'-size','120x80','gradient:red-blue','-strip',f)
for f in ['image.heic','image.avif']:
    try: run(*im,'-size','128x72','gradient:red-blue',f)
    except Exception as e: print('no',f)
run(*im,'-size','120x80','gradient:red-blue','-strip','turned.jpg'); run('exiftool','-overwrite_original','-n','-Orientation=6','turned.jpg')
run(*im,'-size','60x40','gradient:red-blue','progressive.jpg') if 0 else run(*im,'-size','60x40','gradient:red-blue','-interlace','JPEG','progressive.jpg')
os.remove('src.html')
import shutil; shutil.rmtree('lo',ignore_errors=True)
