/** The messages that announce a height in CSS pixels. */
export function messages(height: number): unknown[];

/** Returns a function that announces heights to the page around this one. */
export function announcer(options?: { target?: Window; origin?: string }): (height: number) => void;
