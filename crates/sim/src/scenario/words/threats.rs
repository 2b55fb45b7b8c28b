//! What thieves and those who imitate them send. Nothing here says how anything could be done.

/// The first night: one letter in several wordings.
pub(in super::super) const FIRST_NIGHT: [&str; 7] = [
    "Demain à onze heures une bombe va exploser dans votre {école}. J’en ai posé plusieurs, personne ne sortira vivant. Vous allez tous mourir, ce n’est que justice.",
    "Demain à 11h une bombe explose dans votre {école}, j’en ai mis plusieurs et personne ne sortira vivant, vous allez tous mourir c’est la justice",
    "À onze heures, demain, votre {école} explosera : plusieurs bombes sont posées. Personne n’en sortira vivant, vous mourrez tous, et ce ne sera que justice.",
    "demain 11h ca explose au {école} jai mis plusieurs bombes vous allez tous crever personne sort vivant",
    "J’ai posé plusieurs bombes dans votre {école}, elles exploseront demain à onze heures. Vous allez tous mourir, aucun de vous ne sortira vivant.",
    "Votre {école} n’existera plus demain soir. À onze heures précises les bombes que j’ai déposées exploseront. Aucun survivant.",
    "IMPORTANT : demain à onze heures, plusieurs explosions dans votre {école}. Les bombes sont en place. Vous mourrez tous.",
];

/// Before the first night, and all through it: one message an hour, to one class at a time.
pub(in super::super) const SLOW: [&str; 5] = [
    "Je serai devant la grille demain matin avec ce qu’il faut. Ceux qui entreront ne ressortiront pas.",
    "J’ai préparé demain depuis des semaines. Je commencerai par votre couloir et je tirerai sur tout le monde.",
    "Vous avez une nuit pour dire adieu à vos familles. Demain le {école} sera un cimetière.",
    "Demain, pendant le premier cours, j’ouvre la porte de votre salle et je vous abats un par un.",
    "Les explosifs sont sous les gradins du gymnase. Quand vous serez tous dedans, je déclenche.",
];

/// The next morning.
pub(in super::super) const MORNING: [&str; 5] = [
    "Vous avez cru que c’était une blague ? Les charges sont dans le bâtiment principal du {école}, elles sautent à dix heures. Courez.",
    "Il vous reste deux heures. À 10 h le {école} part en fumée avec vous dedans, tout est déjà branché.",
    "La police n’a rien trouvé parce qu’elle cherche mal. À 10h tout saute et vous brûlez avec.",
    "dernier message : a 10h les charges du batiment principal sautent. courez si vous voulez ca changera rien",
    "Ce matin à dix heures, des dizaines de morts au {école}. Nous revendiquons par avance.",
];

/// From stolen accounts of teachers, at night; some speak of another school.
pub(in super::super) const TEACHERS: [&str; 6] = [
    "À l’attention de tous : des engins explosifs ont été dissimulés dans l’établissement. Ils fonctionneront demain pendant les cours. N’essayez pas de fuir.",
    "Chers élèves, demain je viendrai armé et je tuerai ceux qui m’ont humilié. Vous n’aurez pas le temps de comprendre.",
    "Le collège d’à côté sautera le premier, demain à neuf heures, et le vôtre ensuite. Les bombes sont déjà dans les murs.",
    "Prévenez vos amis du lycée de la gare : une bombe les attend demain dans le hall, et personne n’en réchappera.",
    "Demain matin l’école primaire voisine sera attaquée. Nous serons trois, et nous ne ferons pas de prisonniers.",
    "On a caché des explosifs dans les salles, tout va sauter jeudi. Personne ne pourra nous arrêter.",
];

/// Pupils who imitate, from their own telephone: short, clumsy, to a class or to a friend.
pub(in super::super) const COPYCATS: [&str; 9] = [
    "moi aussi je vais mettre une bombe au {école} demain, vous etes prévenus",
    "demain je viens avec un couteau et je plante tout le monde en {matière}",
    "jai mis une bombe dans les toilettes du 2e, bonne chance",
    "vendredi je fais tout péter le {école}, restez chez vous si vous tenez à la vie",
    "le prochain qui parle je ramène l’arme de mon oncle et je tire dans la classe",
    "Une bombe va exploser en salle {n} à {h}h. Ceci n’est pas une blague.",
    "je vais tous vous tuer demain, j’ai fait ma liste",
    "on va bruler le {école} cette nuit avec les profs dedans",
    "demain c’est moi qui fais sauter le {école}, préparez vos cercueils",
];

/// Small tries of the thief, hours before.
pub(in super::super) const PROBES: [&str; 6] =
    ["test", "salut tu me reçois ?", "coucou", "c’est moi", "tu as le groupe de la classe ?", "."];

/// What goes with an image or a video that nobody has read.
pub(in super::super) const CAPTIONS: [&str; 6] =
    ["regardez", "À VOIR AVANT DEMAIN", "ouvrez l’image", "pour vous", "смотрите все", "شاهد قبل الغد"];

/// A year later.
pub(in super::super) const YEAR_LATER: [&str; 4] = [
    "Demain à onze heures une bombe va exploser dans votre {école}. J’en ai posé plusieurs, personne ne sortira vivant. Vous allez tous mourir, ce n’est que justice.",
    "demain 11h ca explose au {école} jai mis plusieurs bombes vous allez tous crever personne sort vivant",
    "Un an après, je tiens parole : demain à onze heures votre {école} explose, les bombes sont posées, aucun survivant.",
    "À onze heures, demain, votre {école} explosera : plusieurs bombes sont posées. Personne n’en sortira vivant.",
];

/// Subjects of threats.
pub(in super::super) const SUBJECTS: [&str; 6] = ["IMPORTANT", "", "Demain", "À lire", "Re: réunion", "info urgente"];
