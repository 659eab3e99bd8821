// click() dispatches at once: promises of the listeners wait for the end of the script.
const button = document.createElement('button');
document.body.append(button);
button.addEventListener('click', () => {
  console.log('listener 1');
  Promise.resolve().then(() => console.log('promise 1'));
});
button.addEventListener('click', () => {
  console.log('listener 2');
  Promise.resolve().then(() => console.log('promise 2'));
});
button.click();
console.log('script ends');
