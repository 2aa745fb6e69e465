/** Reports the lab's progress, a line at a time. */
export type Progress = (line: string) => void;
