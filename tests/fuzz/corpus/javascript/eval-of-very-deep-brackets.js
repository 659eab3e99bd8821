eval('('.repeat(50000));
