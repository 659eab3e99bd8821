// Capturing listeners run from the outside to the target, then the others from the target to the outside.
const outer = document.createElement('div'), inner = document.createElement('button');
outer.append(inner);
document.body.append(outer);
for (const [name, target] of [['window', window], ['body', document.body], ['outer', outer], ['inner', inner]]) {
  target.addEventListener('click', event => console.log(name, 'bubbles', event.eventPhase), false);
  target.addEventListener('click', event => console.log(name, 'captures', event.eventPhase), true);
}
outer.onclick = event => console.log('onclick', event.target === inner, event.currentTarget === outer);
inner.click();
console.log('---');
outer.addEventListener('click', event => event.stopPropagation());
inner.click();
