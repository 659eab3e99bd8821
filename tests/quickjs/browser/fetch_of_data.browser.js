// A response that the program makes itself is read in promises.
const response = new Response('{"n": 1}', { status: 201, headers: { 'Content-Type': 'application/json' } });
console.log(response.status, response.ok, response.headers.get('content-type'));
response.json().then(value => {
  console.log('json', value.n, response.bodyUsed);
  return response.text();
}).catch(error => console.log(error.name));
queueMicrotask(() => console.log('microtask'));
console.log('script ends');
