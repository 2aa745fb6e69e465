/** Something the person at the terminal got wrong: its text is all they need. */
export class Mistake extends Error {}
