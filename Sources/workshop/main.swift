import ArgumentParser

Workshop.main()
