# 表单
form-errors = 有几处需要改一下
form-back = 返回，不保存
form-optional = （可不填）
form-yuan = 元
form-choose = 请选择
form-yes = 是
form-no = 否
form-unknown = 尚不清楚
form-from = 来自{ $source }
mistake-required = 请填写
mistake-too-long = 最多 { $max } 个字
mistake-not-a-date = 没有这一天。请按 2023-03-15 的样子写
mistake-date-in-future = 日期还没有到
mistake-date-before = 不能早于 { $than }
mistake-not-an-amount = 请写金额，例如 20000 或者 20000.50
mistake-amount-negative = 金额不能小于零
mistake-amount-too-large = 金额不能超过 { $max }
mistake-not-a-number = 请写数字
mistake-number-out-of-range = 应在 { $min } 到 { $max } 之间
mistake-none-and-some = 选了“以上都不是”，就不能再选别的
mistake-not-a-choice = 请在列出的项目里选择
mistake-bad-citizen-id = 不是有效的身份证号码
mistake-bad-phone = 不是能拨通的号码：手机写 11 位，座机要带区号，如 010-12345678
mistake-bad-account = 不是有效的银行账号
mistake-other-organ = 上级须为同类机关
mistake-no-such-area = 没有这个行政区划代码
mistake-wrong-password = 密码不对
mistake-reason-too-short = 理由至少写 { $min } 个字
mistake-file-missing = 请选择文件
mistake-file-too-large = 文件不能超过 { $max } MB
mistake-unclear = 看不懂填写的内容
mistake-bad-login = 账号用 2 到 40 个字母、数字或者 - _ .
mistake-login-taken = 这个账号已经有人用了
mistake-password-too-short = 至少 { $min } 个字
mistake-search-too-short = 请写 2 到 60 个字
mistake-date-not-to-come = 请写将来的日期
mistake-column-twice = 两列认作了同一项
mistake-no-register = 没有认出是哪一种名册，请选择
mistake-only-heads = 只有表头，没有一行内容。可以照样导入：名册里没有人
mistake-file-empty = 这个文件是空的，一个字也没有。请打开原表看一看，再导出一次
mistake-not-a-name = 不像一个人的姓名
mistake-SHEET-001 = { $what ->
    [rows] 行太多，最多 { $limit } 行。请分成几份
    [cells] 格太多，最多 { $limit } 格。请分成几份
    [cell-text] 有一格的内容太长（第 { $row } 行），最多 { $limit } 个字。请打开原表看一看
    [sheets] 工作表太多，最多 { $limit } 张。请分成几份
   *[other] 文件太大，超过了可以接收的限度（{ $limit } 字节）。请分成几份
  }
mistake-SHEET-002 = 文件解开后大得不正常，没有打开。请另存一份再上传
mistake-SHEET-003 = 认不出这个文件。请上传 CSV、XLSX 或者 XLS 表格
mistake-SHEET-004 = 文字编码看不懂（第 { $line } 行）。请另存为 UTF-8 或者 GB18030 编码的 CSV
mistake-SHEET-005 = 列太多：第 { $row } 行有 { $found } 列，最多 { $limit } 列
mistake-SHEET-006 = 文件已损坏（工作表 { $sheet }，第 { $row } 行之后）。请重新导出
mistake-SHEET-007 = 文件打不开。请重新上传
mistake-reason-needed = 请写明仍要继续的理由
mistake-reason-without-range = 还不能算出区间：请补齐测算需要的内容，或者写明按这个数额救助的理由
mistake-reason-for-amount = 数额超出建议区间，请写明理由
mistake-above-ceiling = 超过了上限 { $ceiling }，需要选择放宽的依据
mistake-exception-not-met = 金额超过上限 { $ceiling }，而已查明的事实不符合该依据
mistake-above-limit = 即使放宽也不能超过 { $limit }
mistake-makes-no-amount = 按这个数值算不出金额：比例应在 0 和 1 之间
mistake-amount-not-positive = 金额必须大于零
mistake-already-helped = 已就同一侵害救助过，再次救助须写明理由
mistake-nothing-asked-of-them = 没有向这个单位请求协作
mistake-wrong-kind = 填写的内容和要求的不一致
mistake-disk-full = 存储空间满了，没有导入。请告诉管理员
mistake-import-failed = 导入中断，已全部撤回，没有留下半截内容。可以再导入一次
mistake-date-too-early = 不能早于 { $day }
mistake-birth-not-of-id = 出生日期和证件号码里的（{ $birth }）不一致，请核对
mistake-id-of-another-name = 这个证件号码在册的是另一个名字。请核对；确实是本人的，先不填号码，立案后在登记申请时填写，再到“人员”里认作一人。
form-none-of-these = 以上都不是
form-no-script = 浏览器没有启用脚本：切换语言或者返回上一页，会清空还没有提交的内容。请先选好语言再填。
mistake-no-calendar = 没有这一天起算的工作日历，期限算不出来；现有 { $first } 年到 { $last } 年的日历
