[...{ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) }];
