//! What could not be read or would not be signed.

/// A key, a note, a checkpoint or a frontier that is refused. The texts are for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not `name+id+base64`.
    #[error("clé publique illisible : « nom+identifiant+base64 » est attendu")]
    NotVerifyingKey,
    /// Not `PRIVATE+KEY+name+id+base64`.
    #[error("clé privée illisible : « PRIVATE+KEY+nom+identifiant+base64 » est attendu")]
    NotSigningKey,
    /// The id written in the key is not that of its name and bytes.
    #[error("l'identifiant écrit dans la clé « {0} » n'est pas le sien : la clé a été abîmée ou mal recopiée")]
    WrongKeyId(String),
    /// A key's name is empty or has a space, a plus sign or a control character.
    #[error("« {0} » ne peut pas nommer une clé : ni espace, ni « + », par exemple ent.example/journal")]
    NotKeyName(String),
    /// Not a signed note.
    #[error("ceci n'est pas une note signée : {0}")]
    NotNote(&'static str),
    /// No signature of the expected key.
    #[error("la note ne porte pas la signature de « {0} »")]
    NotSigned(String),
    /// A signature of the expected key that is false.
    #[error("la signature de « {0} » est fausse : la note a été modifiée")]
    WrongSignature(String),
    /// A note that is signed but is not a checkpoint as we write them.
    #[error("la note signée n'est pas un point de contrôle du journal")]
    NotCheckpoint,
    /// A checkpoint of another log.
    #[error("ce point de contrôle est celui d'un autre journal, « {0} »")]
    OtherLog(String),
    /// Bytes that are not a frontier.
    #[error("l'état enregistré de l'arbre est illisible")]
    NotFrontier,
    /// The frontier does not continue the newest checkpoint.
    #[error(
        "l'état de l'arbre ({frontier} écritures) ne prolonge pas le dernier point de contrôle ({checkpoint} \
         écritures) : rien n'a été scellé, vérifiez le journal"
    )]
    ForeignFrontier {
        /// Entries under the frontier.
        frontier: u64,
        /// Entries under the checkpoint.
        checkpoint: u64,
    },
}
