//! How a name is read aloud, tones and the order of the given name apart: what is left of it when it was written by ear.
//!
//! Never: decides that two names are one.
use pinyin::ToPinyin;

/// The syllables of `name`, without tones, the first one first and the others by the alphabet: a surname stays in its
/// place, a given name whose characters changed places sounds the same. A sign without a reading stands for itself.
///
/// ```
/// assert_eq!(linkage::sound("王小明"), linkage::sound("王明晓"));
/// assert_ne!(linkage::sound("王小明"), linkage::sound("明小王"));
/// ```
#[must_use]
pub fn sound(name: &str) -> String {
    let read = |sign: char| sign.to_pinyin().map_or_else(|| sign.to_string(), |read| read.plain().to_owned());
    let mut syllables: Vec<String> = name.chars().map(read).collect();
    if let Some((_, given)) = syllables.split_first_mut() {
        given.sort_unstable();
    }
    syllables.join(" ")
}
