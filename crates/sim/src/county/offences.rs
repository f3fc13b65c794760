//! What is done to people, how badly they are hurt by it, and what they are owed for it.
//!
//! Never: statistics; the shares make a county's list of victims look like one.
use serde::{Deserialize, Serialize};

use crate::draw::Draw;

/// The grade of an injury as forensic opinions give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Injury {
    /// 无
    None,
    /// 轻微伤
    Minor,
    /// 轻伤二级
    LightTwo,
    /// 轻伤一级
    LightOne,
    /// 重伤二级
    SeriousTwo,
    /// 重伤一级
    SeriousOne,
    /// 死亡
    Death,
}

impl Injury {
    /// The word of the ledger.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::None => "无",
            Self::Minor => "轻微伤",
            Self::LightTwo => "轻伤二级",
            Self::LightOne => "轻伤一级",
            Self::SeriousTwo => "重伤二级",
            Self::SeriousOne => "重伤一级",
            Self::Death => "死亡",
        }
    }

    /// What is owed for it in yuan, from and to.
    fn owed_yuan(self) -> (i64, i64) {
        match self {
            Self::None => (0, 0),
            Self::Minor => (1_000, 6_000),
            Self::LightTwo => (10_000, 60_000),
            Self::LightOne => (20_000, 110_000),
            Self::SeriousTwo => (80_000, 420_000),
            Self::SeriousOne => (200_000, 800_000),
            Self::Death => (380_000, 1_200_000),
        }
    }

    /// An amount owed for it, in whole hundreds of yuan.
    pub(crate) fn owed(self, draw: &mut Draw) -> i64 {
        let (low, high) = self.owed_yuan();
        round(draw.between(low, high))
    }
}

/// Whole hundreds of yuan, so that an amount is the same written in yuan and in ten thousands.
pub(crate) fn round(yuan: i64) -> i64 {
    yuan.div_euclid(100).saturating_mul(100)
}

/// A kind of crime.
#[derive(Debug)]
pub(crate) struct Offence {
    /// The cause of the case as the ledger writes it.
    pub(crate) zh: &'static str,
    /// Injuries and their weights.
    pub(crate) injuries: &'static [(Injury, u32)],
    /// What is taken, in yuan; nothing when both are nought.
    pub(crate) loss_yuan: (i64, i64),
    /// The ages of its victims.
    pub(crate) ages: (i16, i16),
    /// Whether only women are its victims.
    pub(crate) women_only: bool,
    /// Whether an insurer usually pays.
    pub(crate) insured: bool,
    /// Whether it is a traffic case: any injury of light grade or above is then harm.
    pub(crate) traffic: bool,
}

const PLAIN: Offence = Offence {
    zh: "",
    injuries: &[],
    loss_yuan: (0, 0),
    ages: (4, 85),
    women_only: false,
    insured: false,
    traffic: false,
};

use Injury::{Death, LightOne, LightTwo, Minor, None as Unhurt, SeriousOne, SeriousTwo};

/// The crimes of the county, by weight.
pub(crate) const OFFENCES: &[(Offence, u32)] = &[
    (
        Offence {
            zh: "故意伤害",
            injuries: &[(LightTwo, 38), (LightOne, 16), (SeriousTwo, 26), (SeriousOne, 8), (Death, 5), (Minor, 7)],
            ages: (14, 75),
            ..PLAIN
        },
        30,
    ),
    (
        Offence {
            zh: "交通肇事",
            injuries: &[(Death, 38), (SeriousTwo, 36), (SeriousOne, 14), (LightOne, 5), (LightTwo, 4), (Minor, 3)],
            insured: true,
            traffic: true,
            ..PLAIN
        },
        22,
    ),
    (Offence { zh: "过失致人重伤", injuries: &[(SeriousTwo, 70), (SeriousOne, 30)], ..PLAIN }, 6),
    (Offence { zh: "过失致人死亡", injuries: &[(Death, 1)], ..PLAIN }, 3),
    (Offence { zh: "故意杀人", injuries: &[(Death, 60), (SeriousOne, 30), (SeriousTwo, 10)], ..PLAIN }, 2),
    (
        Offence {
            zh: "寻衅滋事", injuries: &[(Minor, 50), (LightTwo, 40), (LightOne, 10)], ages: (14, 70), ..PLAIN
        },
        7,
    ),
    (
        Offence {
            zh: "抢劫",
            injuries: &[(Unhurt, 45), (Minor, 25), (LightTwo, 20), (SeriousTwo, 10)],
            loss_yuan: (500, 40_000),
            ages: (12, 75),
            ..PLAIN
        },
        4,
    ),
    (
        Offence {
            zh: "强奸",
            injuries: &[(Unhurt, 62), (Minor, 28), (LightTwo, 8), (SeriousTwo, 2)],
            ages: (8, 55),
            women_only: true,
            ..PLAIN
        },
        4,
    ),
    (Offence { zh: "诈骗", injuries: &[(Unhurt, 1)], loss_yuan: (3_000, 180_000), ages: (18, 80), ..PLAIN }, 12),
    (Offence { zh: "盗窃", injuries: &[(Unhurt, 1)], loss_yuan: (1_000, 60_000), ages: (18, 80), ..PLAIN }, 9),
    (Offence { zh: "虐待", injuries: &[(Minor, 50), (LightTwo, 35), (SeriousTwo, 15)], ages: (3, 85), ..PLAIN }, 1),
];

/// What was decided about a case, as the ledger writes it.
pub(crate) const DISPOSALS: &[(&str, u32)] =
    &[("起诉", 68), ("相对不起诉", 18), ("存疑不起诉", 7), ("不捕", 4), ("撤案", 3)];
