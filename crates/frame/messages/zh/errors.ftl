# 出错与不能办理的说明
sorry-today = 回到今日
sorry-code = 代码：
sorry-number = 错误编号 { $number }
sorry-refused = 现在不能这样办
sorry-mistaken = 填写的内容有问题
sorry-mistaken-instead = 请返回上一页改正。
sorry-forbidden = 你的岗位不能看这一页
sorry-forbidden-what = 这一页不在你的权限里。
sorry-forbidden-instead = 如果工作需要，请找本院管理员调整岗位。
sorry-not-found = 没有找到这一页
sorry-not-found-what = 地址可能写错了，或者它不归你所在的机关办理。
sorry-not-found-instead = 回到今日，从“案件”或者“人员”里再找一次。
sorry-sign-in = 请先登录
sorry-sign-in-what = 看这一页需要登录。
sorry-sign-in-instead = 登录后会回到这里。
sorry-stale = 这个页面放得太久了
sorry-stale-what = 重新登录之后，原来打开的表单不能再提交。没有任何内容被保存。
sorry-stale-instead = 内容都在，直接在下面提交；没有按钮的话，返回上一页刷新再提交。
sorry-foreign = 没有接受这次提交
sorry-foreign-what = 这次提交来自别的网站，为了安全没有接受。
sorry-foreign-instead = 请在本系统的页面里重新办理。
sorry-unclear = 没有看懂这次请求
sorry-unclear-what = 地址或者内容的格式不对。
sorry-unclear-instead = 返回上一页再试一次。
sorry-too-large = 内容太大了
sorry-too-large-what = 超过了可以接收的大小，没有保存。
sorry-too-large-instead = 表格请控制在 { $max } MB 以内，文字请分几次填写。
sorry-changed = 刚刚被别人改动过
sorry-changed-what = 你打开之后，别人先办了一步。你的提交没有保存，也没有覆盖对方的。
sorry-changed-instead = 返回看看最新情况，再决定要不要继续。
sorry-full = 存储空间满了
sorry-full-what = 这次提交没有保存。
sorry-full-instead = 请告诉管理员腾出空间，然后再提交一次。
sorry-away = 系统暂时忙不过来
sorry-away-what = 这次提交没有保存。
sorry-away-instead = 过一会儿再试。如果一直这样，请告诉管理员。
sorry-fault = 系统出了问题
sorry-fault-what = 是我们的问题，不是你的操作有误。已经提交成功的内容都在。
sorry-fault-instead = 请再试一次；还不行的话，把下面的编号告诉管理员。
refusal-other = 按规则现在不能这样办（{ $code }）。
refusal-other-instead = 返回上一页，看看还可以做什么。
refusal-ACC-001 = 你的岗位没有这项权限。
refusal-ACC-001-instead = 如果工作需要，请找本院管理员调整岗位。
refusal-ACC-002 = 账号或者密码不对。
refusal-ACC-002-instead = 再试一次；连续错 5 次，账号会停用 15 分钟。
refusal-ACC-003 = 试错次数太多，暂时不能登录。
refusal-ACC-003-instead = 请在 { $minutes } 分钟之后再试，或者找本院管理员。
refusal-AMT-001 = 这个地区没有现行的量化标准，不能测算金额。
refusal-AMT-001-instead = 请管理员导入本地区（{ $area }）的标准。
refusal-AMT-002 = { $proposed-on } 测算的区间已经不适用：今天的基数、上限或者审批权限有变化。
refusal-AMT-002-instead = 退回修改，由承办人按今天的标准重新测算并提出意见。
refusal-AMT-003 = { $on } 没有现行的“{ $value }”，不能超过上限救助。
refusal-AMT-003-instead = 提出不超过上限的金额，或者请管理员导入这项数值。
refusal-AWD-001 = 决定的金额（{ $amount }）少于已经先行救助的金额（{ $advanced }）。
refusal-AWD-001-instead = 把决定金额改为不低于先行救助的金额。
refusal-AWD-002 = 先行救助合计 { $advanced }，超过了上限 { $ceiling }。
refusal-AWD-002-instead = 减少先行救助的金额。
refusal-CAL-001 = 算不出期限：要用到的年份还没有工作日历。
refusal-CAL-001-instead = 工作日历只有已公布的年份，换个日期再试。
refusal-CALC-001 = { $day } 这一天没有适用的规则。
refusal-CALC-001-instead = 换一个日期，或者换一个办理机关。
refusal-CASE-001 = 没有这一种办理方式：{ $variant }。
refusal-CASE-001-instead = 返回重新选择。
refusal-CASE-002 = 案件还没有当事人。
refusal-CASE-002-instead = 先登记申请人。
refusal-CASE-003 = 这种案件没有可以开始的状态。
refusal-CASE-003-instead = 请管理员检查规则包。
refusal-LEAD-001 = 这条线索已经处理过了。
refusal-LEAD-001-instead = 回到线索，领取下一条。
refusal-LEAD-002 = 这条线索已经有人领取。
refusal-LEAD-002-instead = 回到线索列表领取下一条；对方不在时，可在线索页上接手。
refusal-LEAD-003 = 这条线索的身份没有疑问，不需要确认。
refusal-LEAD-003-instead = 换一个核实结果。
refusal-PAY-001 = 金额合计太大，算不下去。
refusal-PAY-001-instead = 核对金额之后再试。
refusal-PAY-002 = 发放的金额（{ $amount }）超过了还可以发放的部分，决定救助的是 { $granted }。
refusal-PAY-002-instead = 核对已经发放的金额，或者修改这一笔。
refusal-PAY-003 = 没有正在办理的发放。
refusal-PAY-003-instead = 先发起发放。
refusal-PAY-004 = 金额必须大于零。
refusal-PAY-004-instead = 填写发放金额。
refusal-PAY-005 = 金额还算不出来，有事实没有查明：{ $to-find-out }
refusal-PAY-005-instead = 先查明这些事实。
refusal-ROLE-001 = “{ $one }”和“{ $other }”不能由同一个人担任。
refusal-ROLE-001-instead = 两个岗位交给两个人。
refusal-PPL-001 = 两人的有效身份证号码不同，是两个人。
refusal-PPL-001-instead = 请记录为两个人；如果其中一个号码有误，先更正号码。
refusal-PPL-002 = 其中一人的资料已抹去。
refusal-PPL-002-instead = 没有可以归并或拆分的内容了。
refusal-PPL-003 = 此人还有 { $cases } 个案件未结。
refusal-PPL-003-instead = 请先办结案件，再抹去。
refusal-STEP-001 = 案件现在是“{ $state }”，不能办“{ $step }”。
refusal-STEP-001-instead = 回到案件，看看下一步是什么。
refusal-STEP-002 = 这一步由{ $roles }办理。
refusal-STEP-002-instead = 等对方办理；到期没有办，会出现在“今日”。
refusal-STEP-003 = 前面的步骤是你办的，“{ $step }”要换一个人办。
refusal-STEP-003-instead = 请同事来办。
refusal-STEP-004 = 这个数额要由{ $role }审批。
refusal-STEP-004-instead = 等对方审批。
refusal-STEP-005 = 条件还没有满足，不能办“{ $step }”。
refusal-STEP-005-instead = 先办好它要的，再回来办这一步。
refusal-STO-001 = 已经有了：{ $what }
refusal-STO-001-instead = 回到列表看看。
refusal-VIS-001 = 没有安排走访。
refusal-VIS-001-instead = 先安排走访。
refusal-REG-001 = 这份名册现在不能导入：{ $state ->
   [previewed] 还没有确认导入
   [importing] 正在导入
   [imported] 已经导入
   [taken-back] 已经撤回
   [failed] 导入没有成功
   *[other] 状态是 { $state }
  }。
refusal-REG-001-instead = 回到名册，看看它的状态。
refusal-REG-002 = 同样的文件刚刚已经导入。
refusal-REG-002-instead = 回到名册看看。
refusal-REG-003 = 这份名册现在不能撤回：{ $state ->
   [previewed] 还没有确认导入
   [importing] 正在导入
   [imported] 已经导入
   [taken-back] 已经撤回
   [failed] 导入没有成功
   *[other] 状态是 { $state }
  }。
refusal-REG-003-instead = 等导入完成之后再撤回。
sorry-own-password = 请先设自己的密码
sorry-own-password-what = 这次登录用的密码是别人给的，别人也知道。
sorry-own-password-instead = 在“我的账号”里改好密码，就能打开其他页面。
refusal-ROLE-002 = 这样就没有系统管理员了。
refusal-ROLE-002-instead = 先把管理员岗位给另一个人。
mistake-no-such-office = 没有叫这个名称的机关。现有：{ $there }
mistake-no-such-role = 没有 { $role } 这个角色。现有：{ $there }
mistake-too-many-cases = 超过 { $max } 件，请先筛选
sorry-typed = 你刚才写的内容
sorry-typed-hint = 还没有保存，可以从这里复制。
mistake-before-the-first-day = 早于起始日期
refusal-AMT-004 = 按今天的基数，{ $amount } 超过了可以决定的金额（{ $most }）。
refusal-AMT-004-instead = 退回修改，由承办人提出今天可以决定的金额。
refusal-VAL-001 = 这些数值是您自己录入的。
refusal-VAL-001-instead = 要由另一名管理员或者分管副检察长对照文件核对后处理。
refusal-VAL-002 = 这些数值与现行规则不再相符：{ $why }
refusal-VAL-002-instead = 写明这个理由退回，重新录入。
mistake-percent-below-one = 这里填百分数：百分之二十写 20。
mistake-to-below-from = 上限要大于下限。
mistake-entered-waits = 同一生效日的数值已经在等待确认。请先处理那一项，或者改用别的生效日。
mistake-entered-does-not-fit = 数值与现行规则不相符：{ $why }
