# Sign-in, activation, passwords.
sign-in-title = Connexion
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-activate = Première connexion, ou fiche reçue de l’établissement
sign-in-lost = Mot de passe perdu ? Demandez une nouvelle fiche de connexion au secrétariat ou à un enseignant.
sign-in-refused = Identifiant ou mot de passe inexact. Vérifiez les deux et réessayez.
sign-in-unusual = Cette connexion ne ressemble à aucune des vôtres : par précaution, nous ne l’avons pas ouverte. Connectez-vous depuis un appareil qui vous connaît déjà, depuis chez vous ou depuis l’établissement, ou demandez une nouvelle fiche de connexion au secrétariat.
sign-in-too-many =
    { $count ->
        [one] Trop d’essais ont échoué depuis ce réseau. Réessayez dans { $count } minute, ou depuis un appareil où vous vous connectez d’habitude.
       *[other] Trop d’essais ont échoué depuis ce réseau. Réessayez dans { $count } minutes, ou depuis un appareil où vous vous connectez d’habitude.
    }
sign-in-busy =
    { $count ->
        [one] Beaucoup de monde se connecte en ce moment. Réessayez dans { $count } seconde.
       *[other] Beaucoup de monde se connecte en ce moment. Réessayez dans { $count } secondes.
    }
sign-in-towards = Vous entrerez ensuite dans { $service }.
sign-in-kept = Votre session était terminée. Ce que vous écriviez est gardé : connectez-vous pour continuer.
password-show = Afficher
password-hide = Masquer
password-again = Le même, une seconde fois
password-too-short = Trop court : il faut au moins { $count } caractères. Quatre mots mis bout à bout conviennent très bien.
password-common = Ce mot de passe est connu des voleurs. Choisissez-en un autre, par exemple quatre mots sans rapport entre eux.
password-too-long = Trop long : pas plus de { $count } caractères.
password-holds-login = Ce mot de passe contient votre identifiant, que d’autres connaissent. Choisissez-en un autre.
password-differs = Les deux écritures sont différentes. Recommencez.

activate-title = Première connexion
activate-intro = Recopiez le code imprimé sur la fiche que l’établissement vous a remise.
activate-code = Code de la fiche
activate-code-help = Les majuscules, les tirets et les espaces ne comptent pas.
activate-continue = Continuer
activate-back = J’ai déjà un mot de passe
activate-wrong-code = Ce code n’est pas valable : mal recopié, déjà utilisé ou trop ancien. Vérifiez-le, ou demandez une nouvelle fiche.
activate-waits = Votre code est bon. Les comptes de votre classe ou de votre établissement rouvrent { $when }.
activate-waits-help = Gardez votre fiche et revenez à ce moment-là : le même code ouvrira votre compte. Besoin d’aide avant ? Parlez à un adulte de l’établissement.
activate-too-many =
    { $count ->
        [one] Trop de codes inexacts sont venus de ce réseau. Réessayez dans { $count } minute.
       *[other] Trop de codes inexacts sont venus de ce réseau. Réessayez dans { $count } minutes.
    }
activate-hello = Bonjour { $name }
activate-login = Votre identifiant est <strong>{ $login }</strong>. Choisissez maintenant votre mot de passe.
activate-proposal = Nous vous proposons ces quatre mots
activate-proposal-help = Faciles à retenir, difficiles à deviner. Notez-les avant de continuer : ils ne seront plus affichés.
activate-take = Choisir ces quatre mots
activate-or = ou
activate-own = Votre propre mot de passe
activate-own-help = Au moins { $count } caractères. Ni chiffre ni signe obligatoire.
activate-do = Choisir ce mot de passe
