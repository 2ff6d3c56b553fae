print("skitter")
