// A step may be told to run the second half of its files alone: a chain from a wrong starting point.
export const half = (files, only) => (only === 'second half' ? files.slice(Math.floor(files.length / 2)) : files);
