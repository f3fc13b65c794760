//! The offices of a county that does not exist.
//!
//! Never: a real office; all stand in 示范县, the county of demonstration.

/// An office of the demonstration county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office {
    /// A short key in English.
    pub key: &'static str,
    /// The name.
    pub zh: &'static str,
    /// The name in English.
    pub en: &'static str,
}

pub(crate) const PROCURATORATE: &str = "示范县人民检察院";
pub(crate) const COURT: &str = "示范县人民法院";
pub(crate) const CIVIL_AFFAIRS: &str = "示范县民政局";
pub(crate) const DISABLED_FEDERATION: &str = "示范县残疾人联合会";
pub(crate) const RURAL: &str = "示范县农业农村局";
pub(crate) const VETERANS: &str = "示范县退役军人事务局";
pub(crate) const WOMEN: &str = "示范县妇女联合会";
pub(crate) const POLITICAL_LEGAL: &str = "中共示范县委政法委员会";

/// All of them, the procuratorate first.
pub const OFFICES: &[Office] = &[
    Office { key: "procuratorate", zh: PROCURATORATE, en: "Procuratorate of Demonstration County" },
    Office { key: "court", zh: COURT, en: "Court of Demonstration County" },
    Office { key: "police", zh: "示范县公安局", en: "Police of Demonstration County" },
    Office { key: "civil-affairs", zh: CIVIL_AFFAIRS, en: "Civil Affairs Bureau of Demonstration County" },
    Office { key: "disabled", zh: DISABLED_FEDERATION, en: "Disabled Persons' Federation of Demonstration County" },
    Office { key: "rural", zh: RURAL, en: "Agriculture and Rural Affairs Bureau of Demonstration County" },
    Office { key: "veterans", zh: VETERANS, en: "Veterans Affairs Bureau of Demonstration County" },
    Office { key: "women", zh: WOMEN, en: "Women's Federation of Demonstration County" },
    Office { key: "political-legal", zh: POLITICAL_LEGAL, en: "Political and Legal Committee of Demonstration County" },
];
