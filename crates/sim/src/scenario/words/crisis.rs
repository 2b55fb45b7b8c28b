//! What is written in good faith while the crisis goes on: it holds the words of the threats.

/// Heads, to families, staff or pupils. `{école}` is the kind of school.
pub(in super::super) const OFFICIAL: [&str; 9] = [
    "Madame, Monsieur, un message malveillant annonçant un attentat contre notre {école} a été envoyé ce soir depuis des comptes piratés. Les forces de l’ordre sont prévenues. Demain, l’accueil des élèves se fera normalement, avec une vigilance renforcée. Nous vous écrirons de nouveau avant 7 h.",
    "Madame, Monsieur, comme plusieurs établissements, notre {école} a reçu une menace d’attentat à la bombe. Par précaution, les cours sont suspendus ce matin jusqu’à la levée de doute par la police. Les internes sont accueillis au gymnase municipal. Prochain point à 9 h.",
    "Chers parents, la levée de doute a été faite à 8 h 52 : aucun engin explosif n’a été trouvé. Le {école} rouvre à 9 h 30. Une cellule d’écoute est à la disposition des élèves en salle {n}.",
    "À tous les personnels : un message de menace (alerte à la bombe) circule sur l’ENT depuis des comptes volés. Ne le transférez pas, n’ouvrez pas la vidéo qui l’accompagne, signalez-le. Réunion demain à 7 h 30 en salle des professeurs.",
    "Chers élèves, certains d’entre vous ont reçu hier soir un message annonçant votre mort. Ce message vient d’un compte volé. Personne d’entre vous n’en est l’auteur. Si vous l’avez vu, parlez-en à un adulte ; ne le partagez pas.",
    "Madame, Monsieur, la vidéo violente jointe au message de menace est en cours de retrait. Si votre enfant l’a vue, l’infirmière et la psychologue sont joignables dès 8 h. Merci de ne pas la rediffuser : c’est aussi un délit.",
    "Information officielle : contrairement à la rumeur, aucune explosion n’a eu lieu au {école} et aucune arme n’y a été trouvée. Les cours ont lieu.",
    "Madame, Monsieur, le compte de votre enfant a pu être utilisé à son insu pour envoyer des menaces de mort. Il n’est pas mis en cause. Les mots de passe de toute la classe seront remplacés ; une fiche lui sera remise en main propre.",
    "Le {école} est évacué depuis 10 h à la suite d’une alerte à la bombe. Les élèves sont rassemblés au stade, tous sont en sécurité et comptés. Ne venez pas les chercher : la circulation doit rester libre. Prochaine information à 11 h.",
];

/// Teachers, to their class or to parents.
pub(in super::super) const TEACHERS: [&str; 7] = [
    "Bonjour à tous, je sais que le message d’hier soir vous a fait peur. C’est un pirate, pas un camarade. Demain on prendra une heure pour en parler. Dormez bien.",
    "Ne répondez pas au message qui parle de bombe et ne l’envoyez à personne. La police est au courant. On se voit demain à {h} h comme prévu.",
    "Pour celles et ceux qui me demandent : oui, le cours de {matière} est maintenu malgré les menaces. Venez si vos parents sont d’accord.",
    "En EMC demain, au lieu de la leçon prévue : pourquoi de faux messages d’attentat font-ils si peur, que risque leur auteur, comment se protéger ?",
    "{prénom} n’a rien envoyé : son compte a été volé. Merci de ne pas l’accuser, il en souffre beaucoup.",
    "Bonjour, après l’alerte à la bombe de ce matin, le devoir sur {sujet} est reporté à {jour}.",
    "Je rassure tout le monde : les démineurs ont fouillé le {école}, il n’y avait rien. On reprend à {h} h.",
];

/// Guardians, to the school.
pub(in super::super) const PARENTS: [&str; 8] = [
    "Bonjour, ma fille a reçu hier soir un message qui annonce une bombe au {école}. Faut-il l’envoyer en cours demain ?",
    "Bonjour, pouvez-vous me dire si les menaces d’attentat sont sérieuses ? Mon fils ne dort plus.",
    "Est-ce que les cours sont maintenus demain malgré l’alerte à la bombe des autres lycées ?",
    "Madame la directrice, c’est la deuxième fois en une semaine qu’on menace de tuer nos enfants. Que faites-vous concrètement ? Je garde {prénom} à la maison jusqu’à {jour}.",
    "Bonjour, sur le groupe des parents on dit qu’un élève a été arrêté avec des explosifs. Est-ce vrai ?",
    "Bonsoir, my daughter is very scared because of the bomb message, is the school open tomorrow? Thank you.",
    "Merci pour votre message rassurant. Courage à toute l’équipe dans ces circonstances.",
    "Bonjour, qui va venir chercher les petits si le {école} est évacué ? Je travaille à {n} km.",
];

/// Pupils, to each other.
pub(in super::super) const PUPILS: [&str; 10] = [
    "t as vu le message de la bombe ?? j’ai trop peur de venir demain",
    "ma mère veut pas que je vienne à cause des menaces, tu me diras ce qu’on a fait en {matière}",
    "y a la police devant le {école}, des démineurs et tout, c’est chaud",
    "il parait que c’est un piratage, le compte de {prénom} a été volé, c’est pas elle qui menace",
    "vous croyez qu’il va vraiment y avoir un attentat ?",
    "contrôle annulé grâce à l’alerte à la bombe mdr, désolé c’est pas drôle",
    "j’ai pas regardé la vidéo et je veux pas la voir, arrêtez de l’envoyer",
    "mon oncle est gendarme il dit que tous les lycées reçoivent ça, c’est du bluff",
    "j’en peux plus de ces histoires de bombe, on peut parler d’autre chose ? t’as fait l’exo {n} ?",
    "on est évacués au stade, il fait froid, t’es où toi ?",
];

/// How a victim introduces the words of a threat: `«»` stands for them. To adults.
pub(in super::super) const QUOTE_TO_ADULT: [&str; 9] = [
    "Bonjour Madame, je viens de recevoir ce message et j’ai peur : « «» » Que dois-je faire ?",
    "Monsieur, quelqu’un a écrit à toute la classe : « «» ». Je vous préviens tout de suite.",
    "Bonjour, je vous signale un message de menace reçu ce soir sur l’ENT par mon fils. Le voici : « «» » J’ai fait une capture. Merci de prévenir la police.",
    "Madame, le compte de {prénom} envoie ça à tout le monde : « «» » Ce n’est pas elle, elle est à côté de moi.",
    "Je transfère ce que ma fille a reçu à 19 h 40 :\n> «»\nElle est terrorisée. Est-ce que c’est vrai ?",
    "Bonsoir, il a écrit « «» », c’est grave ou c’est une blague ?",
    "URGENT, à faire suivre à la direction svp. Message reçu : « «» »",
    "Bonjour, pour le dépôt de plainte vous m’avez demandé le texte exact. Il disait : « «» ». Reçu sur le compte de {prénom}.",
    "Je vous écris parce que plusieurs élèves ont reçu la même phrase (« «» ») et qu’ils n’osent pas en parler.",
];

/// The same, to a friend.
pub(in super::super) const QUOTE_TO_FRIEND: [&str; 5] = [
    "t as reçu ça toi aussi ? « «» » j’ai trop peur",
    "regarde ce qu’il a envoyé à ma classe : « «» » j’ai prévenu la prof",
    "{prénom} a reçu « «» » c’est un pirate, réponds pas surtout",
    "ne partage pas mais le message c’était « «» », ma mère a appelé la police",
    "il a dit « «» » mais la prof dit que c’est un compte volé, t’inquiète",
];
