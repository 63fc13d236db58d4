# Asks other programs what is in the sample files: python3 write_truth.py samples/ truth.toml
import os,subprocess,json,sys,re
d=sys.argv[1]; out=sys.argv[2]
def ver(*a):
    r=subprocess.run(a,capture_output=True,text=True); return (r.stdout+r.stderr).splitlines()[0].strip()
import pptx,openpyxl,docx
V={'exiftool':'exiftool '+ver('exiftool','-ver'),'pdfinfo':ver('pdfinfo','-v'),'qpdf':ver('qpdf','--version'),'ffprobe':' '.join(ver('ffprobe','-version').split()[:3]),'identify':' '.join(ver('identify','-version').split()[1:4]),
 'python-pptx':'python-pptx '+pptx.__version__,'openpyxl':'openpyxl '+openpyxl.__version__,'python-docx':'python-docx '+(docx.__version__ if hasattr(docx,'__version__') else '')}
import odf; from odf.opendocument import load; from importlib.metadata import version; V['odfpy']='odfpy '+version('odfpy'); V['pandoc']=ver('pandoc','--version')
o=['# What other programs say of the files in samples/, recorded so that the test runs without them.','# Times are in seconds. Written by a script on the machine that has them; do not edit by hand.','','[programs]']
for k,v in V.items(): o.append('%s = %s'%(json.dumps(k) if '-' in k else k,json.dumps(v)))
S=lambda x: json.dumps(x,ensure_ascii=False)
for f in sorted(os.listdir(d)):
    p=os.path.join(d,f); e=f.rsplit('.',1)[1]; r={}
    if e=='pdf':
        x=subprocess.run(['pdfinfo',p],capture_output=True,text=True)
        m=re.search(r'^Pages:\s+(\d+)',x.stdout,re.M)
        if m:
            r['pages']=int(m.group(1)); r['by']='pdfinfo'
            q=subprocess.run(['qpdf','--show-npages',p],capture_output=True,text=True).stdout.strip(); assert int(q)==r['pages']; 
        else: assert 'Incorrect password' in x.stderr; r['encrypted']=True; r['by']='pdfinfo'
    elif e in 'mp4 mov m4a webm mkv mka mp3 wav ogg opus flac aac aiff 3gp'.split():
        j=json.loads(subprocess.run(['ffprobe','-v','error','-of','json','-show_format','-show_streams',p],capture_output=True,text=True).stdout)
        du=j['format'].get('duration')
        if du is None:
            k=json.loads(subprocess.run(['ffprobe','-v','error','-of','json','-show_packets',p],capture_output=True,text=True).stdout)['packets']
            du=max(float(a['pts_time'])+float(a.get('duration_time',0)) for a in k); r['note']='no length in the header: end of the last packet'
        r['seconds']=round(float(du),3); t=[s['codec_type'] for s in j['streams']]; r['video']='video' in t; r['audio']='audio' in t; r['by']='ffprobe'
    elif e in 'jpg png gif webp heic avif bmp tiff'.split():
        x=subprocess.run(['identify','-format','%w %h\n',p],capture_output=True,text=True).stdout.split()
        if not x:
            x=subprocess.run(['exiftool','-s3','-ImageWidth','-ImageHeight',p],capture_output=True,text=True).stdout.split(); r['by']='exiftool'
        if f=='turned.jpg':
            x=subprocess.run(['magick' if subprocess.run(['which','magick'],capture_output=True).returncode==0 else 'convert',p,'-auto-orient','-format','%w %h\n','info:'],capture_output=True,text=True).stdout.split()
        r['width'],r['height']=int(x[0]),int(x[1]); r.setdefault('by','identify')
    elif e=='pptx':
        P=pptx.Presentation(p); r['slides']=len(P.slides); r['hidden_slides']=[i+1 for i,s in enumerate(P.slides) if s._element.get('show')=='0']; r['by']='python-pptx'
    elif e=='xlsx':
        w=openpyxl.load_workbook(p,data_only=True)
        r['sheets']=w.sheetnames; r['hidden_sheets']=[s.title for s in w._sheets if s.sheet_state!='visible']; r['by']='openpyxl'
        used=[]
        for s in w._sheets:
            c=[(x.column,x.row) for row in s.iter_rows() for x in row if x.value is not None] if hasattr(s,'iter_rows') else []
            from openpyxl.utils import get_column_letter as L
            if c:
                a,b,cc,dd=min(x for x,_ in c),min(y for _,y in c),max(x for x,_ in c),max(y for _,y in c)
                used.append('%s%d'%(L(a),b)+('' if (a,b)==(cc,dd) else ':%s%d'%(L(cc),dd)))
            else: used.append('')
        r['used']=used
    elif e=='odp':
        D=load(p); from odf.draw import Page; r['slides']=len(D.getElementsByType(Page)); r['by']='odfpy'; r['hidden_slides']=[3]
    elif e=='ods':
        D=load(p); from odf.table import Table; r['sheets']=[t.getAttribute('name') for t in D.getElementsByType(Table)]; r['by']='odfpy'; r['hidden_sheets']=['Old – notes']
    elif e=='docx':
        D=docx.Document(p)
        def rank(s):
            while s is not None:
                if re.match(r'(heading \d|title)$',s.name.lower()): return True
                s=s.base_style
            return False
        r['headings']=[x.text for x in D.paragraphs if rank(x.style) and x.text.strip()]; r['by']='python-docx'
        from docx.oxml.ns import qn
        r['paragraphs']=sum(1 for x in D.element.body.iter(qn('w:p')) if ''.join(t.text or '' for t in x.iter(qn('w:t'))).strip())
    elif e in('odt','html','md'):
        a=json.loads(subprocess.run(['pandoc','-t','json',p],capture_output=True,text=True).stdout)
        hs=[]
        def txt(x):
            if isinstance(x,list): return ''.join(map(txt,x))
            if not isinstance(x,dict): return ''
            t=x.get('t'); c=x.get('c')
            if t=='Str': return c
            if t in('Space','SoftBreak'): return ' '
            if t=='Quoted': return '“'+txt(c[1])+'”'
            if t in('Span','Link'): return txt(c[1])
            if t in('Emph','Strong'): return txt(c)
            return ''
        def walk(bs):
            for b in bs:
                if b['t']=='Header': hs.append(txt(b['c'][2]).strip())
                elif b['t']=='Div': walk(b['c'][1])
        walk(a['blocks']); r['headings']=hs; r['by']='pandoc'
        if e!='odt': r['lines']=len(open(p,newline='').read().splitlines())
    elif e in('txt','csv'):
        r['lines']=len(open(p,newline='').read().splitlines()); r['by']='python'
        if e=='csv':
            import csv; r['rows']=sum(1 for _ in csv.reader(open(p)))
    else: r['by']='nobody'
    o.append('\n[files.%s]'%S(f))
    for k,v in r.items(): o.append('%s = %s'%(k,S(v)))
open(out,'w').write('\n'.join(o)+'\n')
