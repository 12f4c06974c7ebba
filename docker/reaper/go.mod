module dev.ordeal/reaper

go 1.23
