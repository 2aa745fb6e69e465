/** Reports the lab's progress by lines. */
export type Progress = (line: string) => void;
