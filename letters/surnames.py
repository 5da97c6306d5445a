"""Chinese family names, as far as a mask needs them: the common ones, and those of two characters.

Left out are names that are far more often an ordinary word (和, 从, 对, 被, 管, …).
"""

import re

ONE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭"
    "郎鲁韦马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹"
    "姚邵湛汪祁毛禹狄米贝臧戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万柯卢莫房裘缪解应宗丁宣邓郁单洪包诸左石崔吉龚程嵇邢裴陆荣翁荀惠甄曲"
    "储靳段巫焦巴牧谷车侯全班仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印白蒲赖卓蔺屠蒙池乔阴胥"
    "苍闻党翟谭劳姬申冉郦桑桂牛寿边扈燕冀尚农温庄晏柴瞿阎充连茹习鱼向古易廖庾居衡步耿匡文寇广东"
    "欧巩聂关荆游竺权盖益桓肖闫付代涂岳覃兰佟仝年阳成时江"
)
TWO = frozenset(
    re.findall("..", "欧阳上官司马诸葛东方皇甫尉迟公孙慕容长孙宇文司徒司空令狐夏侯端木南宫独孤呼延")
)
OFTEN_WORDS = frozenset("于安常向成时任方连应关全年文东广居路车江谷白高解农边步习充益代项单党阳")
"""Names that are ordinary words as well: one is read in them only where a name must stand."""
