// A delay that is missing, negative, not a number or a text is converted.
setTimeout(() => console.log('none'));
setTimeout(() => console.log('negative'), -20);
setTimeout(() => console.log('NaN'), NaN);
setTimeout(() => console.log("'30'"), '30');
setTimeout(() => console.log('null'), null);
setTimeout(() => console.log('{}'), {});
setTimeout((a, b) => console.log('arguments', a, b), 60, 1, 'two');
