new RegExp('('.repeat(50000));
