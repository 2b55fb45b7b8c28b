//! `preau channels`: the ways on which notices leave, and a try of each.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use gateway::channels::Carrier;
use model::{
    Millis,
    channel::{Channel, DeliveryKey, Fault, Happened, Outgoing},
    contact::{Address, MailAddress, PhoneNumber},
    text,
    time::Clock as _,
};

use super::{Error, say};
use crate::{
    config::Config,
    folder::Folder,
    system::{SystemClock, seed},
    wire,
};

/// What to do with them.
#[derive(Debug, Args)]
pub(crate) struct ChannelsArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Dit quels canaux sont réglés ; envoie un message d’essai et dit ce qu’il en est advenu.
    Check(Check),
}

#[derive(Debug, Args)]
struct Check {
    /// Envoie un courriel d’essai à cette adresse.
    #[arg(long, value_name = "ADRESSE")]
    mail: Option<String>,
    /// Envoie un SMS d’essai à ce numéro.
    #[arg(long, value_name = "NUMÉRO")]
    sms: Option<String>,
}

pub(crate) async fn run(config: Config, command: ChannelsArgs) -> Result<ExitCode, Error> {
    let What::Check(check) = command.what;
    let folder = Folder::open(&config.data_folder)?;
    let carriers = wire::carriers(&config, &folder)?;
    let on = config.channels().on();
    for (channel, name, section) in
        [(Channel::Push, "Push", "push"), (Channel::Sms, "SMS", "sms"), (Channel::Mail, "Courriel", "mail")]
    {
        say(&if on.has(channel) {
            format!("{name} : réglé")
        } else {
            format!("{name} : éteint, [{section}] n’est pas dans la configuration")
        });
    }
    for carrier in &carriers {
        describe(carrier);
    }
    let mut tries = Vec::new();
    if let Some(text) = &check.mail {
        let mail = MailAddress::parse(text).map_err(|why| Error::Said(format!("--mail : {why}")))?;
        tries.push((Channel::Mail, Address::Mail(mail)));
    }
    if let Some(text) = &check.sms {
        let number = PhoneNumber::parse(text).map_err(|why| Error::Said(format!("--sms : {why}")))?;
        tries.push((Channel::Sms, Address::Sms(number)));
    }
    let mut all_taken = true;
    for (channel, to) in tries {
        all_taken &= attempt(&config, &carriers, channel, to).await?;
    }
    Ok(if all_taken { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What others must know of a channel.
fn describe(carrier: &Carrier) {
    match carrier {
        Carrier::Mail(mail) => {
            if let Some((name, text)) = mail.dkim_record() {
                say(&format!("Signature DKIM : le domaine doit avoir cet enregistrement TXT\n  {name}\n  {text}"));
            } else {
                say("Signature DKIM : aucune, le relais signe");
            }
        }
        Carrier::Push(push) => say(&format!("Clé publique des notifications : {}", push.public_key())),
        Carrier::Sms(_) => {}
    }
}

/// Sends a message; whether it was taken.
async fn attempt(config: &Config, carriers: &[Carrier], channel: Channel, to: Address) -> Result<bool, Error> {
    let Some(carrier) = carriers.iter().find(|carrier| carrier.channel() == channel) else {
        return Err(Error::Said(format!("{} : ce canal est éteint, réglez-le d’abord", name(channel))));
    };
    let (now, chance) = (SystemClock.now(), seed()?);
    let key = text::hex(&chance[..16]);
    let outgoing = Outgoing {
        key: DeliveryKey(key.clone()),
        to,
        subject: "Message d’essai".to_owned(),
        text: "Ceci est un message d’essai, demandé par l’exploitant du service. Il n’y a rien à faire.".to_owned(),
        link: config.address(),
        made_at: now,
        expires_at: now + Millis::hours(1),
        urgent: false,
        topic: key,
    };
    let mut own = [0; 48];
    own[..32].copy_from_slice(&chance);
    own[32..].copy_from_slice(&seed()?[..16]);
    let happened = carrier.send(&outgoing, now, own).await.happened;
    say(&format!("{} : {}", name(channel), sentence(&happened)));
    Ok(matches!(happened, Happened::Accepted(_)))
}

fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::InApp => "Pages",
        Channel::Push => "Push",
        Channel::Sms => "SMS",
        Channel::Mail => "Courriel",
    }
}

/// What happened, and what to do.
fn sentence(happened: &Happened) -> String {
    match happened {
        Happened::Accepted(Some(id)) => format!("pris en charge, sous le nom « {id} » chez le prestataire"),
        Happened::Accepted(None) => "pris en charge".to_owned(),
        Happened::Temporary(fault, _) => format!("pas cette fois : {}. Un avis serait réessayé", why(*fault)),
        Happened::Final(fault) => format!("refusé : {}. Un avis passerait au canal suivant", why(*fault)),
        _ => "rien n’a été essayé".to_owned(),
    }
}

fn why(fault: Fault) -> &'static str {
    match fault {
        Fault::Unreachable => "personne ne répond à cette adresse, vérifiez le nom, le port et le pare-feu",
        Fault::Slow => "pas de réponse à temps",
        Fault::Busy => "l’autre côté demande d’attendre",
        Fault::Failing => "l’autre côté est en panne",
        Fault::Refused => "l’autre côté refuse ce message, vérifiez ses conditions",
        Fault::NoSuchAddress => "cette adresse n’existe pas",
        Fault::NotAllowed => "l’autre côté ne nous reconnaît pas, vérifiez le secret, TLS et le contrat",
        Fault::Nonsense => "la réponse n’est pas celle que la configuration décrit",
        Fault::NoAddress => "aucune adresse de ce genre",
        Fault::Unsendable => "ce message ne peut pas être mis sous cette forme",
        Fault::Expired => "l’échéance est passée",
        Fault::TooManyTries => "trop d’essais",
    }
}
