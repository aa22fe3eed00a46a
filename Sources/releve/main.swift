print("releve")
