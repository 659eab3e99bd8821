eval('()=>'.repeat(50000) + '1');
