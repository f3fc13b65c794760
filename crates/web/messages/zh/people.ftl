# 人员
find-lede = 知道找谁才能查，不能浏览名单。查了什么会记录下来。
find-empty = 输入姓名、证件号码、案号或者文书号，结果会出现在这里。
find-area = 住址
find-known = 已知
find-found = { $count ->
   *[other] 找到 { $count } 人
  }
find-none = 没有找到
find-none-hint = 可以试试全名、完整的身份证号码，或者案号。
find-too-many = 符合的人太多，请写得更具体：全名，或者身份证号码。
person-known = 已知信息
person-dealings = 案件与线索
person-no-dealings = 没有案件，也没有线索。
person-registers = 出现在哪些名册
person-no-registers = 没有出现在任何名册里。
person-unmask = 查看全名和号码
person-unmask-hint = 写明事由后 15 分钟内可以看，会记入查看记录，本人可以查询。
person-unmask-send = 解除遮蔽
person-unmask-kind = 事由
person-unmask-reason = 具体说明
person-open-until = { $until } 之前可以看到全部信息，之后自动遮蔽。
person-looks = 谁查看过
person-looks-hint = 每一次打开都在这里，本人有权知道。
person-looked-masked = 打开页面，未解除遮蔽
reason-case = 办理案件
reason-lead = 核实线索
reason-call = 本人来电、来访
reason-other = 其他
sex-male = 男
sex-female = 女
minor = 未成年人
person-born = { $year } 年生
person-birth = 出生日期
person-provisional = 身份待核实
person-unmasked = 已解除遮蔽，15 分钟后恢复。
person-lead = 线索（{ $score } 分）· { $case }
person-looked-open = 解除遮蔽期间再次打开
