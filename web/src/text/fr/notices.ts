import type { Area } from '../area';

export const notices: Area<'notices'> = {
  lost: 'Connexion perdue. Retour en cours…',
  unreachable: 'Le serveur ne répond pas. Vérifiez votre réseau. Cette page réessaie ; votre place est peut-être perdue.',
  interrupted: 'Le son et l’image sont interrompus. Reconnexion…',
  notYet: 'Le son et les images ne sont pas encore connectés.',
  soundBlocked: 'Le navigateur retient le son.',
  letPlay: 'Laisser jouer',
  dismiss: 'Fermer',
  alarms: {
    forged: 'Un message est arrivé qui ne peut venir d’aucune personne de cette réunion. Il a été ignoré.',
    replayed: 'Un ancien message a été renvoyé. Il a été ignoré.',
    disagreement: (who) =>
      who === ''
        ? 'Les clés d’ici et celles des autres ne concordent plus. Quittez et rejoignez à nouveau.'
        : `Les clés d’ici et celles de ${who} ne concordent plus. Le serveur vous montre peut-être des réunions différentes.`,
    policy: (who) =>
      `${who || 'Quelqu’un'} a tenté ce que les règles de cette réunion ne permettent pas. Cela n’a pas eu lieu.`,
    inviteTwice: (who) => `L’invitation pour ${who} a servi deux fois. La deuxième personne n’est pas entrée.`,
    passphrase: (who) =>
      who === ''
        ? 'Quelqu’un qui a le lien a essayé une mauvaise phrase secrète.'
        : `Quelqu’un qui se fait appeler ${who} a essayé une mauvaise phrase secrète.`,
    otherKeys: (who) =>
      `${who}, avec qui vous aviez comparé les codes, a maintenant d’autres clés. Quelqu’un d’autre est peut-être à cette place : comparez à nouveau avant de vous y fier.`,
    otherPerson: (who) =>
      `${who}, avec qui vous aviez comparé les codes, n’est plus là, et quelqu’un du même nom est venu avec d’autres clés. Cela arrive quand on rejoint à nouveau, et quand quelqu’un d’autre prend le nom : comparez à nouveau.`,
  },
  wishes: {
    refused: 'Les règles de cette réunion ne vous le permettent pas.',
    notFound: 'Cette personne n’est plus là.',
    limit: 'C’est trop à la fois. Réessayez dans un instant.',
    notYet: 'Les clés de la réunion sont en train de changer. Réessayez dans un instant.',
    impossible: 'Ce n’était pas possible.',
  },
  troubles: {
    linkNotCopied: 'Le lien n’a pas pu être copié. Copiez-le depuis la barre d’adresse.',
    inviteNotCopied: 'L’invitation n’a pas pu être copiée. Sélectionnez-la et copiez-la à la main.',
    noFullScreen: 'Ce navigateur ne permet pas le plein écran ici.',
    notApart: 'Ce navigateur n’ouvre pas de petite fenêtre ici.',
    fileEmpty: 'Un fichier sans contenu ne peut être proposé.',
    fileLarge: 'Ce fichier est trop grand : une réunion en laisse passer jusqu’à 32 Mo.',
    fileUnreadable: 'Un fichier que vous proposiez n’est plus lisible sur cet appareil. Il a été retiré.',
    noMedia: 'Le son et l’image n’ont pas pu être établis avec ce serveur. Quittez et rejoignez à nouveau.',
  },
};
