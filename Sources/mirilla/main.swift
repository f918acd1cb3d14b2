print("mirilla")
