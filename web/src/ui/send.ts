import type { UserEvent } from '../meeting/events';

/** How a view says what a person did. */
export type Send = (event: UserEvent) => void;
