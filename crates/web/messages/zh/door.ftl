# 登录
sign-in = 登录
sign-in-name = 账号
sign-in-password = 密码
sign-in-role = 岗位
sign-in-help = 忘了密码？请找本院管理员重设。
sign-in-demo = 演示账号
sign-in-again = 登录已到时限，请重新登录。已经提交的内容都在。
signed-out = 已退出登录。
door-motto = 应救尽救，如及时雨。
door-what = 国家司法救助办案平台：找到每一个该救助而未申请的人，及时救助，算得清楚，救助之后再去看看。
door-legal = 每一步都有依据，每一次查看都有记录。
error-prefix = 出错了：
error-title = 还差一点
sign-in-both = 请填写账号和密码。
sign-in-needed = 请先登录，登录后会回到刚才的页面。
