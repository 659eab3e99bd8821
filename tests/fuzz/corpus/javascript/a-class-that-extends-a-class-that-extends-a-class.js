eval('x = ' + 'class extends '.repeat(60000) + 'Object {}');
