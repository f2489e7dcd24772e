/** Pieces of bytes as the stream that readers of logs take. */

/** Pulls one piece after the other; a reader that has enough ends the pieces. */
export function toStream(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    cancel() {
      // Not waited for: it ends with the next piece, which a sender that says nothing may never send.
      void pieces.return(undefined);
    },
  });
}
