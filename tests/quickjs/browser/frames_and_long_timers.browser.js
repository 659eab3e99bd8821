// Ten pictures take about 160 ms.
let frames = 0;
function frame() {
  frames += 1;
  if (frames < 10) requestAnimationFrame(frame);
  else console.log('ten frames');
}
requestAnimationFrame(frame);
setTimeout(() => console.log('60 ms'), 60);
setTimeout(() => console.log('400 ms'), 400);
