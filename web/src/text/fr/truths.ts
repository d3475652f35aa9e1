import type { Area } from '../area';

export const truths: Area<'truths'> = {
  serverSees:
    'Le serveur ne peut ni voir ni entendre cette réunion. Il voit votre adresse réseau, quand vous êtes là et combien vous envoyez.',
  webTrust: 'Web : vous faites confiance à la page que ce serveur a envoyée. Vérifiez-la, ou utilisez l’application.',
  notCompared:
    'Codes non comparés – un faux participant est possible. Comparez-les par un autre canal ; les voix peuvent être imitées.',
  anyoneRecords: 'Tout le monde ici peut enregistrer.',
  backgroundLeaks: (perThousand) =>
    `Les effets d’arrière-plan laissent voir des parties de votre pièce : dernier test p95 = ${perThousand} pour 1000.`,
  infectedDevice: 'Nous ne pouvons pas protéger un appareil infecté.',
  keepsNothing: 'Le logiciel ne garde rien. Son exploitant pourrait modifier le logiciel.',
  serverInterrupts: 'Le serveur peut interrompre ou ralentir l’appel.',
  appToCome: 'Il n’y a pas encore d’application : vérifiez la page, dans la réunion sous « Couches ».',
};
