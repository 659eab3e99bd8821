// Titles of runs where there is little room: without the number of threads.

export const shortTitle = title => title.replace(/ · [0-9]+ threads?$/, '');
