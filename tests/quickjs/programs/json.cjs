let seed=7; const R=n=>{seed=(seed*1103515245+12345)&0x7fffffff;return (seed>>8)%n};
const base=['{"a":[1,2,{"b":"x\\n"}],"c":null,"d":true,"e":-1.5e+3,"f":"\\u00e9"}','[1,2,3]','{"name":"Ann","age":30}','"abc"','-12.5','[[],{},""]','true','null'];
const chars='{}[]",:0-9.eEtfn\\u \n x<';
for(let i=0;i<900;i++){ let t=base[R(base.length)]; const k=R(3); for(let m=0;m<=R(2);m++){ const p=R(t.length+1); if(k==0) t=t.slice(0,p)+t.slice(p+1); else if(k==1) t=t.slice(0,p)+chars[R(chars.length)]+t.slice(p); else t=t.slice(0,p);} try{JSON.parse(t)}catch(e){console.log(JSON.stringify(t),e.name,e.message)} }
for (const t of [undefined,NaN,{},'[object Object]','Infinity',null,5,'',' ','{"a":1,}',[1,2]]) try{console.log(JSON.parse(t))}catch(e){console.log(e.message)}
class A{} const a=new A; a.b={c:[1,{d:{e:{}}}]}; a.b.c[1].d.e.f=a; try{JSON.stringify({z:{y:a}})}catch(e){console.log(e.message)} const l=[];l[0]=[l]; try{JSON.stringify(l)}catch(e){console.log(e.message)} const s={};s.s=s; try{JSON.stringify(s)}catch(e){console.log(e.message)} const o2={a:1,n:{}}; o2.n.up=o2; try{JSON.stringify([o2])}catch(e){console.log(e.message)}
