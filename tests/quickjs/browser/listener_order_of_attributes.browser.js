// An on… handler keeps the place at which it was first set.
const target = document.createElement('div');
target.addEventListener('click', () => console.log('1'));
target.onclick = () => console.log('replaced');
target.addEventListener('click', () => console.log('3'));
target.onclick = event => {
  console.log('2');
  return false;
};
const event = new Event('click', { cancelable: true });
console.log(target.dispatchEvent(event), event.defaultPrevented, typeof target.onclick);
target.onclick = null;
target.dispatchEvent(new Event('click'));
