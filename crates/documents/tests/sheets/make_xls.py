"""Makes disabled.xls: an old workbook as an office sends it. Needs `pip install xlwt==1.3.0`; run it in this folder.

Nobody in it is real: the area code 990 belongs to no place.
"""
import datetime
import xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("持证残疾人")
day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
time = xlwt.easyxf(num_format_str="hh:mm")
sheet.write_merge(0, 0, 0, 6, "青禾区持证残疾人名单")
for column, header in enumerate(["姓名", "公民身份号码", "残疾类别", "残疾等级", "办证日期", "护理补贴", "在册"]):
    sheet.write(1, column, header)
rows = [
    ("王喆", "990101198703092325", "肢体", "二级", datetime.date(2019, 3, 1), 80, True),
    ("李堃", 990101197001011234, "视力", "一级", datetime.date(2008, 2, 29), 120.5, False),
    ("赵翀", None, "听力", "三级", 44409, None, True),
]
for number, row in enumerate(rows, start=2):
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, datetime.date):
            sheet.write(number, column, value, day)
        else:
            sheet.write(number, column, value)
sheet.write_merge(5, 6, 2, 2, "言语")
sheet.write(5, 0, "陈玥")
sheet.write(6, 0, "孙赟")
sheet.write(6, 4, 0.5, time)
sheet.write(8, 0, "合计：5人")
hidden = book.add_sheet("代码")
hidden.visibility = 1
hidden.write(0, 0, "肢体")
book.save("disabled.xls")
