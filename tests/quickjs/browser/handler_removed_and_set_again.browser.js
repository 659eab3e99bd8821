// An on… handler that is set to null loses its place.
const target = document.createElement('div');
target.onclick = () => console.log('handler');
target.addEventListener('click', () => console.log('listener'));
target.dispatchEvent(new Event('click'));
target.onclick = null;
target.onclick = () => console.log('handler, set again');
target.dispatchEvent(new Event('click'));
