/** Something outside the program keeps it from starting; the message is one sentence for a person. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
