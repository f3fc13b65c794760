"""Makes the lists that the tests of registers take in. Nobody in them exists: the area codes 9901xx belong to no place.

Once, with: python3 -m venv v && v/bin/pip install openpyxl xlwt && v/bin/python make.py
"""
import csv
import io

import openpyxl
import xlwt


def number(area, born, order):
    """An identity number with its check character."""
    digits = f"{area}{born}{order:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


HE = number("990101", "19520120", 2)
LAN = number("990101", "20080521", 4)
ZHAO = number("990103", "19691105", 1)
TANG = number("990105", "19870312", 6)
LI = number("990106", "19750909", 3)
FENG = number("990107", "19880808", 5)
QIAN = number("990108", "19660606", 7)
ZHOU = number("990109", "19490302", 2)


def victims():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    rows = [
        ["某县人民检察院刑事案件被害人台账（2024年上半年）"],
        ["打印日期：2024年7月1日"],
        ["序号", "案号", "案由", "被害人信息", None, None, "伤情等级", "处理结果", "处理日期", "应赔金额", "已赔金额"],
        [None, None, None, "姓名", "证件号码", "出生日期", None, None, None, None, None],
        [1, "某检刑诉〔2024〕1号", "故意伤害", "何桂英", HE, "1952.1.20", "重伤二级", "起诉", "2024年5月6日", "72,200元", 0],
        [2, None, None, "何小兰", "'" + LAN, "20080521", "轻伤一级", "起诉", "2024年5月6日", "1.2万", "12,000元"],
        [3, "某检刑诉（2024）2号", "交通肇事", "赵喆", float(ZHAO[:17] + "0"), "1969-11-05", "重伤", "起诉", 45420, 90000, 0],
        [4, "某检刑诉〔2024〕3号", "故意伤害", "孙 玥", "9901********1122", "—", "重伤二级", "相对不起诉", "2024/3/1", 50000, 0],
        [5, "某检刑诉〔2024〕4号", "寻衅滋事", "唐敏", TANG, None, None, "起诉", "20240310", 20000, 0],
        [6, "某检刑诉〔2024〕5号", "故意伤害", "李伟", LI, None, "重伤一级", "起诉", "2024-02-11", 300000, 0],
        [7, "某检刑诉〔2024〕6号", "抢劫", "冯强", FENG, None, "重伤二级", "起诉", "2024-02-12", 80000, 1000],
        [8, "某检刑诉〔2024〕7号", "故意伤害", None, None, None, "重伤二级", "起诉", "2024-02-13", 60000, 0],
        [9, "某检刑诉〔2024〕8号", "故意伤害", "钱昇", QIAN, None, "重伤二级", "起诉", "2024年2月30日", "约三十万", 0],
        ["合计", None, None, "9人"],
        ["注：本表由案件管理系统导出。"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ["A1:K1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "H3:H4", "I3:I4", "J3:J4", "K3:K4", "B5:B6", "C5:C6"]:
        sheet.merge_cells(area)
    book.save("victims.xlsx")


def low_income():
    rows = [
        ["户编号", "户主姓名", "成员姓名", "身份证号", "与户主关系", "救助类别", "享受开始年月", "月保障金额(元)"],
        ["D0001", "何桂英", "何桂英", HE, "本人", "低保", "202201", "536"],
        ["D0002", "唐敏", "唐敏", TANG, "本人", "低保边缘", "2023年3月", ""],
        ["D0003", "李伟", "李伟", LI.lower(), "本人", "特困", "202301", "900"],
        ["D0004", "钱昇", "钱昇", QIAN, "本人", "低保", "2021-06", "536"],
        ["D0004", "钱昇", "钱昇", QIAN, "本人", "低保", "2021-06", "536"],
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    with open("low-income.csv", "wb") as file:
        file.write(text.getvalue().encode("gb18030"))


def disabled():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    rows = [
        ["姓名", "身份证号", "残疾类别", "残疾等级", "发证日期"],
        ["赵喆", ZHAO, "肢体", "二级", 43831],
        ["周堃", ZHOU, "视力", "一级", 44197],
    ]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save("disabled.xls")


def grants():
    rows = [
        ["救助案号", "原案号", "受助人", "证件号码", "救助机关", "决定日期", "救助金额（元）"],
        ["（2024）某司救刑6号", "某检刑诉[2024] 5号", "李伟", LI, "某某县人民法院", "2024-05-20", "20000"],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    with open("grants.csv", "wb") as file:
        file.write(b"\xef\xbb\xbf" + text.getvalue().encode())


victims()
low_income()
disabled()
grants()
print(HE, LAN, ZHAO, TANG, LI, FENG, QIAN, ZHOU)
