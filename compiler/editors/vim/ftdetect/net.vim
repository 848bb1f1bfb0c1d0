autocmd BufNewFile,BufRead *.net setfiletype net | setlocal commentstring=#\ %s shiftwidth=4 expandtab
