/** What is used of Reveal.js. */
export interface Deck {
  on(event: string, handler: (event: any) => void): void;
  off(event: string, handler: (event: any) => void): void;
  isReady?(): boolean;
  getCurrentSlide(): Element;
  getConfig?(): object;
}

/** Starts figures when their slide is shown. Returns a function that ends it. */
export function connect(deck: Deck, options?: { play?: boolean }): () => void;
