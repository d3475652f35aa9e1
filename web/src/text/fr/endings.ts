import type { Area } from '../area';

export const endings: Area<'endings'> = {
  refusals: {
    insecure: {
      title: 'Cette adresse n’est pas sûre',
      text: 'Caméras, micros et chiffrement ne marchent que sur des pages venues par https.',
      advice: 'Demandez à qui exploite ce serveur son adresse https, et ouvrez-y votre lien.',
    },
    transform: {
      title: 'Ce navigateur ne peut pas chiffrer une réunion',
      text: 'Il ne sait pas chiffrer l’image et le son avant qu’ils quittent l’appareil (RTCRtpScriptTransform), et Conclave ne tient pas de réunion sans cela.',
      advice: 'Ouvrez le lien dans un Firefox, Chrome, Chromium ou Edge récent. Rien n’a été envoyé.',
    },
  },
  badLink: {
    title: 'Ce lien n’est pas complet',
    text: 'Le lien d’une réunion se termine par # et 22 lettres, chiffres, - ou _. Une partie s’est perdue ou a changé en route.',
    advice: 'Redemandez le lien, et copiez-le en entier.',
  },
  over: {
    left: {
      title: 'Vous avez quitté la réunion',
      text: 'Votre micro et votre caméra sont fermés et les clés de cette réunion ont disparu de cette page.',
      advice:
        'Le lien n’est plus dans la barre d’adresse, mais il peut rester dans l’historique de ce navigateur. Effacez-le là, ou prenez une fenêtre privée la prochaine fois.',
    },
    removed: {
      title: 'On vous a fait sortir',
      text: 'Quelqu’un dans la réunion vous a fait sortir. Ce qui s’y dit désormais est chiffré avec des clés que vous n’avez pas.',
      advice: 'Si c’était une erreur, demandez à entrer à nouveau.',
    },
    denied: {
      title: 'On ne vous a pas fait entrer',
      text: 'Un hôte de la réunion a dit non. Vous n’en avez rien entendu ni vu, et elle n’a su de vous que le nom donné.',
      advice: 'Si c’était une erreur, demandez à la personne qui vous a invité, puis ouvrez votre lien à nouveau.',
    },
    full: {
      title: 'La réunion est complète',
      text: 'Le serveur n’accepte plus personne dans cette réunion.',
      advice: 'Réessayez quand quelqu’un sera parti.',
    },
    replaced: {
      title: 'Cela continue ailleurs',
      text: 'Une autre connexion à vous a pris cette place dans la réunion.',
      advice: 'Continuez là-bas, ou rejoignez à nouveau d’ici.',
    },
    version: {
      title: 'Cette page n’est plus à jour',
      text: 'Le serveur parle une autre version du protocole que cette page.',
      advice: 'Rechargez la page.',
    },
    protocol: {
      title: 'Le serveur a dit quelque chose que nous ne comprenons pas',
      text: 'Il ne respecte pas le protocole, donc cette page a cessé de lui parler.',
      advice: 'Rechargez la page. Si cela se reproduit, prévenez qui exploite ce serveur.',
    },
    core: {
      title: 'Le chiffrement n’a pas démarré',
      text: 'Cette partie de la page est en panne : rien n’est envoyé et rien n’est montré.',
      advice: 'Rechargez la page. Si cela se reproduit, essayez un autre navigateur.',
    },
    error: {
      title: 'Le serveur a mis fin à la connexion',
      text: 'Il a signalé une erreur de sa part.',
      advice: 'Rejoignez à nouveau dans un instant.',
    },
  },
  joinAgain: 'Rejoindre à nouveau',
  reload: 'Recharger la page',
  home: 'Retour au début',
};
