def check(report, who):
    pass
