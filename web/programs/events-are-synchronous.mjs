// Is a listener called later, like a promise?

import { EventEmitter } from 'node:events';

const door = new EventEmitter();
door.on('open', who => console.log(who, 'comes in'));
door.on('open', async who => {
  await null;
  console.log(who, 'has sat down');
});

console.log('before');
door.emit('open', 'Ada');
console.log('after');
