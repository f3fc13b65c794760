//! Characters of given names by the years in which they were in favour.
//!
//! Never: a full name. The first of a list is the commonest; a character's weight falls with its rank.
//! Lists: drawn up from general knowledge of naming by generation, no register; good enough for homonyms.

/// The characters of one generation and sex.
pub(crate) struct Fashion {
    /// Born before 1 January of this year.
    pub(crate) before: i16,
    /// First characters for men, commonest first.
    pub(crate) men_first: &'static str,
    /// Last characters for men.
    pub(crate) men_last: &'static str,
    /// First characters for women.
    pub(crate) women_first: &'static str,
    /// Last characters for women.
    pub(crate) women_last: &'static str,
    /// Names of one character, per ten thousand.
    pub(crate) single_per_ten_thousand: u32,
}

/// The generations, oldest first; the last one has no end.
pub(crate) const FASHIONS: &[Fashion] = &[
    Fashion {
        before: 1955,
        men_first: "德国建玉金树文广明福长永志世兴振连庆清少宝春荣贵生祥光忠正有家维学占万成学顺开新洪泽恩景宗克仁义方东海凤云士继来根水土木本传",
        men_last: "山林生才华明福清祥发荣贵臣海义成德庭友有元昌田江平良安林宝全和学文堂兴忠云龙武军亮年章坤善珍芳奎春亭彬法财银根民章信礼仁",
        women_first: "秀桂玉淑凤素兰金春翠月惠美文淑瑞彩爱巧云荣香莲银雪珍福翠小腊菊梅芝冬长宝永友传志清细喜根三四二大仁德贵莲水丽",
        women_last: "英兰珍芳华云花荣梅莲香琴贞芝凤枝清秀玲娥娣仙菊真芬姣妹琼容珠娟女桃美霞芹芸婵英蓉玉凤年连平勤爱月桂风银桃弟",
        single_per_ten_thousand: 500,
    },
    Fashion {
        before: 1970,
        men_first: "建国志文永明卫红德新玉学金春光海立世庆小宏晓东跃家长宝振军爱保胜和平云克大福向树正祖援加丰成少中伟社耀宗连俊仁义广",
        men_last: "国军华明平生林民强东文清成斌伟义荣福海良辉忠志德祥山杰勇刚武峰江才发龙安春波根新宁光庆中学友元红胜利宏江全社田云兴",
        women_first: "秀玉桂丽淑凤建春红爱小金美素月文彩翠惠艳晓志雪云兰玲银卫冬莉亚跃香瑞荣华国群菊海琼巧慧永继梅素英新腊燕友少敏静",
        women_last: "英华兰芳珍梅玲荣霞琴云红萍芬凤香莲花娟平丽敏芝琼珠芹娥清群贞燕菊秀美仙容娣君容霞春艳蓉枝勤爱惠民文新妹桃月玉宁",
        single_per_ten_thousand: 900,
    },
    Fashion {
        before: 1985,
        men_first: "建志永文海晓国小伟明俊春军立红宏玉学新金庆东成光少振大云家德世卫正继中江长兴爱瑞向天景雪冬利福富亚林松昌忠云开子庭",
        men_last: "军伟平强勇华明东峰辉杰波斌林涛海刚飞国兵民龙文超鹏生亮成良新江荣胜宁忠宏义春祥磊清松雷利光凯红庆威安山健君武永富",
        women_first: "丽晓小红海艳秀玉春雪燕美文亚桂爱金凤淑云莉慧素冬建立志翠彩月利静国晶巧华新香瑞梅永春银琴芳玲少继佳婷敏兰荣桃会素",
        women_last: "丽霞红梅燕芳艳华玲娟萍英敏静琴娜琳莉平珍云荣兰琼芬香君莲青凤群花利蓉辉清秀娥洁春菊慧娇琼芹波容妮丹萍颖雯茹仙",
        single_per_ten_thousand: 1_500,
    },
    Fashion {
        before: 2000,
        men_first: "志文俊海晓建小明伟永嘉家子国天鹏春云少振东宇立金泽宏成佳学龙玉新思正浩一世景冠光庆启兴瑞润凯亚昌君中仁江德乐博智",
        men_last: "伟杰鹏超浩强磊飞龙军凯斌涛辉峰明宇华文勇波林阳亮豪亚洋东健旭威平俊博帅坤翔成鑫敏海雷康宁江源航志毅锋达恒川彬晨",
        women_first: "晓丽雪海小婷文佳思梦艳玉亚春慧静嘉美红雅秀燕雨诗淑莉娇金晶云月凤子心倩楠欣彩素爱琳丹冰若贝紫敏玲志芳秋瑞怡一可",
        women_last: "婷娟丽静敏燕雪娜萍艳洁玲莹霞琳芳红慧倩琴华梅颖丹英怡瑶莉雯娇琪平云君欣茹玉蕾薇婧悦楠琦晴蓉妮月珊瑜萌菲菁露青",
        single_per_ten_thousand: 1_900,
    },
    Fashion {
        before: i16::MAX,
        men_first: "子浩宇一俊梓泽天嘉文博皓明思智家志晨佳雨逸昊睿承锦君瑞景奕沐铭宸致云乐振星弘启辰若鑫柏彦书安卓诗恩亦元世健海晓",
        men_last: "轩宇涵杰豪博睿泽航辰阳然浩凯瑞晨俊霖昊鑫源文翔宸铭熙宁诚恒哲鹏旭钰逸峰轩安言毅洋皓伟乐明林远成龙煜航彬凡烨希",
        women_first: "梓子雨欣佳诗思一梦紫雅嘉馨可语若心怡晨依芷诺宇文静雪婉艺沐瑾悦美奕玥钰语冰乐锦书安允沁妍可以慧晓清歆恩筱舒星云",
        women_last: "涵萱怡彤妍琪瑶轩欣婷悦萌雅晴然颖桐馨雨语菲琳熙诺妮钰宁璇雯瑜蕊瑞玥希月佳昕洁汐溪茜霖心桦冉晨宸卉淇伊可文静雪",
        single_per_ten_thousand: 600,
    },
];

/// Given names and fathers' names written with a middle dot, for men.
pub(crate) const DOTTED_MEN: &[&str] = &[
    "买买提",
    "艾合买提",
    "吐尔逊",
    "阿卜杜拉",
    "玉素甫",
    "依明",
    "卡德尔",
    "热合曼",
    "库尔班",
    "阿不都",
    "木拉提",
    "艾尼瓦尔",
    "吾买尔",
    "肉孜",
    "尼亚孜",
    "巴图尔",
    "赛买提",
    "亚森",
    "达吾提",
    "沙塔尔",
];

/// Given names written with a middle dot, for women.
pub(crate) const DOTTED_WOMEN: &[&str] = &[
    "阿依古丽",
    "古丽娜尔",
    "热依汗",
    "帕提古丽",
    "阿曼古丽",
    "米日古丽",
    "再娜甫",
    "玛依拉",
    "努尔古丽",
    "海丽且姆",
    "迪丽努尔",
    "阿孜古丽",
    "布阿依夏",
    "吐逊古丽",
    "茹仙古丽",
    "左热古丽",
];
