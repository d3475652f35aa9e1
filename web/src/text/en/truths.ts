/** What the page says of itself and its server. Section 4 of the requirements asks for the first eight, word for word. */
export const truths = {
  serverSees:
    'The server cannot see or hear this meeting. It sees your network address, when you are here and how much you send.',
  webTrust: 'Web: you trust the page this server sent. Check it, or use the app.',
  notCompared:
    'Codes not compared — a fake participant is possible. Compare over another channel; voices can be imitated.',
  anyoneRecords: 'Anyone here can record.',
  backgroundLeaks: (perThousand: number) =>
    `Background effects leak parts of your room: last test p95 = ${perThousand} per 1000.`,
  infectedDevice: 'We cannot protect an infected device.',
  keepsNothing: 'The software keeps nothing. Its operator could change the software.',
  serverInterrupts: 'The server can interrupt or slow the call.',
  appToCome: 'There is no app yet: check the page, in the meeting under Layers.',
};
